/** The steps of a run over a fleet, independent of the engine that executes them. */
@NullMarked
package dev.weir.fleet.plan;

import org.jspecify.annotations.NullMarked;
