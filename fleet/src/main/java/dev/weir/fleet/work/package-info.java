/** The steps that read repositories: they turn rows into rows, on any machine. */
@NullMarked
package dev.weir.fleet.work;

import org.jspecify.annotations.NullMarked;
