/**
 * Known values: where they are kept, and the modules that fetch them from servers.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.cli.known;

import org.jspecify.annotations.NullMarked;
