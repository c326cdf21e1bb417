/** The tables of a fleet, their columns and rows. */
@NullMarked
package dev.weir.fleet.table;

import org.jspecify.annotations.NullMarked;
