/**
 * Templates in the language of Go's {@code text/template}, with the functions of sprig 3.3.
 *
 * <p>A host calls {@link dev.weir.gotemplate.Template#parse} once and {@link
 * dev.weir.gotemplate.Template#execute} for each document. It passes its own data as {@link
 * dev.weir.gotemplate.value.GoStruct}, {@link dev.weir.gotemplate.value.GoList} and {@link
 * dev.weir.gotemplate.value.NilPointer}. Errors are {@link
 * dev.weir.gotemplate.value.TemplateException}; the messages are Go's, to the letter.
 *
 * <p>The packages, each of which uses only those below it:
 *
 * <pre>
 * gotemplate   the entry point
 *   execute    walks the tree and writes text
 *     parse    source text to tree
 *     sprig    the functions of sprig
 *       format   values to text and back: fmt, encoding/json, time.Parse
 *         value    what a template computes with
 *           gostd    Go's standard library for strings and numbers
 * </pre>
 *
 * <p>Differences from Go: templates cannot be nested more deeply than {@link
 * dev.weir.gotemplate.execute.Run} allows, and strings and lists cannot grow beyond {@link
 * dev.weir.gotemplate.value.Limits}; {@code keys} and {@code values} are sorted; {@code now} prints
 * no monotonic clock; the path functions work as on Unix on every system.
 *
 * <p>May see {@code gotemplate.execute}, {@code gotemplate.gostd}, {@code gotemplate.parse}, {@code
 * gotemplate.value}.
 */
@NullMarked
package dev.weir.gotemplate;

import org.jspecify.annotations.NullMarked;
