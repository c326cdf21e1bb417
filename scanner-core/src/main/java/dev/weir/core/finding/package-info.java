/** What is reported. May see {@code source} and {@code text}. */
@NullMarked
package dev.weir.core.finding;

import org.jspecify.annotations.NullMarked;
