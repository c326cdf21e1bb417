/**
 * Executes a parsed template: follows branches, evaluates pipelines, calls functions.
 *
 * <p>May see {@code core.text}, {@code gotemplate.format}, {@code gotemplate.gostd}, {@code
 * gotemplate.parse}, {@code gotemplate.sprig}, {@code gotemplate.value}.
 */
@NullMarked
package dev.weir.gotemplate.execute;

import org.jspecify.annotations.NullMarked;
