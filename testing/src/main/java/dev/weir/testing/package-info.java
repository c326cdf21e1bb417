/** What tests of several modules share. Never part of the program. */
@NullMarked
package dev.weir.testing;

import org.jspecify.annotations.NullMarked;
