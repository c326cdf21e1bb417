/** The default rules and the form that they are shipped in. May see the core. */
@NullMarked
package dev.weir.rules;

import org.jspecify.annotations.NullMarked;
