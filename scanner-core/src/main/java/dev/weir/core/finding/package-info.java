/**
 * The findings of a scan, how they are stored, and which are ignored.
 *
 * <p>May see {@code core.file}, {@code core.rule}, {@code core.source}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.finding;

import org.jspecify.annotations.NullMarked;
