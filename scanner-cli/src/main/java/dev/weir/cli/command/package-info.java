/** One class for each command that does more than scan. Each returns the exit code. */
@NullMarked
package dev.weir.cli.command;

import org.jspecify.annotations.NullMarked;
