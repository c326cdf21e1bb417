/** What a person reads in a terminal while a scan runs: messages, findings, progress. */
@NullMarked
package dev.weir.cli.console;

import org.jspecify.annotations.NullMarked;
