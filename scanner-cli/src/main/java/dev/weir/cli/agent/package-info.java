/**
 * The hooks of coding agents as weir runs and installs them: an event is searched for secrets with
 * the rules of the repository, and answered.
 *
 * <p>May see {@code agent}, {@code cli.console}, {@code cli.flag}, {@code cli.known}, {@code
 * cli.process}, {@code cli.scan}, {@code cli.settings}, {@code core.file}, {@code core.finding},
 * {@code core.redact}, {@code core.rule}, {@code core.scan}, {@code core.source}, {@code
 * core.text}, {@code git.files}, {@code known}.
 */
@NullMarked
package dev.weir.cli.agent;

import org.jspecify.annotations.NullMarked;
