/** What a configuration means, validated. May see {@code regex}. */
@NullMarked
package dev.weir.core.rule;

import org.jspecify.annotations.NullMarked;
