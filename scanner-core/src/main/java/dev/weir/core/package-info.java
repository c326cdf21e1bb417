/**
 * The engine: a function from bytes and rules to findings and reasons. Nothing in here prints,
 * logs, exits, or reads the environment.
 *
 * <p>{@code scan} runs everything: a {@code source} delivers fragments, {@code detect} matches the
 * rules of a {@code config} against them, with the help of {@code regex}, {@code decode} and {@code
 * check}, and each {@code finding} goes to a listener. Git is in the module {@code scanner-git}.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.core;

import org.jspecify.annotations.NullMarked;
