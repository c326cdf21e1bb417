/** Checks of tokens that prove themselves: checksums and inner structure, one class per format. */
@NullMarked
package dev.weir.core.check.token;

import org.jspecify.annotations.NullMarked;
