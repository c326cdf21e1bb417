/** {@code weir fleet}: scans all repositories of an organisation into one set of tables. */
@NullMarked
package dev.weir.fleet;

import org.jspecify.annotations.NullMarked;
