/** Text for people: log lines, findings, progress, colors. */
@NullMarked
package dev.weir.cli.console;

import org.jspecify.annotations.NullMarked;
