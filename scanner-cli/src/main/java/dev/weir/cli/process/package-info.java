/**
 * The boundary to the process that weir runs in: environment variables, streams, the name that weir
 * was started under, and exit codes.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.cli.process;

import org.jspecify.annotations.NullMarked;
