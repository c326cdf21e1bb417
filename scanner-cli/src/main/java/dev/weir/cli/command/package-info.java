/** The commands besides plain scans, one class each. Each class returns an exit code. */
@NullMarked
package dev.weir.cli.command;

import org.jspecify.annotations.NullMarked;
