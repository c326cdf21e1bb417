/** Runs a fleet on this machine, with tables in DuckDB. */
@NullMarked
package dev.weir.fleet.embedded;

import org.jspecify.annotations.NullMarked;
