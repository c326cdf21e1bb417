/** Formats of reports. May see the core and the JDK, and nothing of the program around it. */
@NullMarked
package dev.weir.cli.report;

import org.jspecify.annotations.NullMarked;
