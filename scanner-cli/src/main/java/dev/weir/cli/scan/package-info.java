/** Scans as the command line asks for them: settings, source, run, summary, reports. */
@NullMarked
package dev.weir.cli.scan;

import org.jspecify.annotations.NullMarked;
