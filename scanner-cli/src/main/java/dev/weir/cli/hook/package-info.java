/** Tells the author of a refused commit what to do. */
@NullMarked
package dev.weir.cli.hook;

import org.jspecify.annotations.NullMarked;
