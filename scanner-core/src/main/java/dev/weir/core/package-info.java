/**
 * The engine: a function from bytes and rules to findings and reasons. Nothing in here prints,
 * logs, exits, or reads the environment.
 *
 * <p>The packages, each of which may see only those after it: {@code scan}, {@code detect}, {@code
 * decode}, {@code finding}, {@code git}, {@code source}, {@code config}, {@code rule}, {@code
 * regex}, {@code diff}, {@code text}.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.core;

import org.jspecify.annotations.NullMarked;
