/**
 * Code that the tests of all modules share: properties of drawn input, and programs that tests
 * need.
 */
@NullMarked
package dev.weir.testing;

import org.jspecify.annotations.NullMarked;
