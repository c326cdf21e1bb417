/** The flags, the results and the names of truffleHog. Sees the core and {@code verify} alone. */
@NullMarked
package dev.weir.trufflehog;

import org.jspecify.annotations.NullMarked;
