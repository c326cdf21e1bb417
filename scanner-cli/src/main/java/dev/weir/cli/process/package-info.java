/**
 * What the program is given by the process that it runs in: environment, streams, the name that it
 * was started by; and its exit codes.
 */
@NullMarked
package dev.weir.cli.process;

import org.jspecify.annotations.NullMarked;
