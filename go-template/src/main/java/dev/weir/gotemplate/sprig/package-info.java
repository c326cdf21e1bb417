/** The functions that sprig 3.3 adds to Go's own, one class for each subject. */
@NullMarked
package dev.weir.gotemplate.sprig;

import org.jspecify.annotations.NullMarked;
