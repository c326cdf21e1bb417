/**
 * The hooks of coding agents: what each agent's events ask for, how an answer is written, and the
 * settings that make an agent call a hook. It reads no file of a repository and scans nothing.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.agent;

import org.jspecify.annotations.NullMarked;
