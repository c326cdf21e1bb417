/** The page and the SARIF files that are made of a fleet's tables. */
@NullMarked
package dev.weir.fleet.report;

import org.jspecify.annotations.NullMarked;
