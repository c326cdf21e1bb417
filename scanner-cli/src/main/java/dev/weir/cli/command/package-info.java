/** The commands besides scans, one class each. */
@NullMarked
package dev.weir.cli.command;

import org.jspecify.annotations.NullMarked;
