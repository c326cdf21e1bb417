/** Runs a fleet on Apache Spark. */
@NullMarked
package dev.weir.fleet.spark;

import org.jspecify.annotations.NullMarked;
