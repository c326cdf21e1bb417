/**
 * The functions that sprig 3.3 adds to Go's own, one class for each subject.
 *
 * <p>May see {@code core.regex}, {@code core.regex.syntax}, {@code core.text}, {@code
 * gotemplate.format}, {@code gotemplate.gostd}, {@code gotemplate.value}.
 */
@NullMarked
package dev.weir.gotemplate.sprig;

import org.jspecify.annotations.NullMarked;
