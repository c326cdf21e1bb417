/** The only package that makes threads: one run over one source. */
@NullMarked
package dev.weir.core.scan;

import org.jspecify.annotations.NullMarked;
