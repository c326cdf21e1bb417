/** The table of commands and flags, and the parsers and help texts that come from it. */
@NullMarked
package dev.weir.cli.flag;

import org.jspecify.annotations.NullMarked;
