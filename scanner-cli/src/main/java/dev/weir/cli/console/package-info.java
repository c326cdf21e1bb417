/** Terminal output while a scan runs: log lines, findings and progress. */
@NullMarked
package dev.weir.cli.console;

import org.jspecify.annotations.NullMarked;
