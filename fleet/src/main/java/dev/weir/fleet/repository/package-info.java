/** Lists the repositories of a fleet, and keeps mirrors of those that are not local. */
@NullMarked
package dev.weir.fleet.repository;

import org.jspecify.annotations.NullMarked;
