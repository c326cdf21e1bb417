/**
 * What is reported. May see {@code source} and {@code text}.
 *
 * <p>May see {@code core.file}, {@code core.source}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.finding;

import org.jspecify.annotations.NullMarked;
