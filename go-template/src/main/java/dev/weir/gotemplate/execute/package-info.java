/** Executes a parsed template: follows branches, evaluates pipelines, calls functions. */
@NullMarked
package dev.weir.gotemplate.execute;

import org.jspecify.annotations.NullMarked;
