/**
 * One run over one source, on several threads, with the same results in the same order on any
 * number of them. The only package that creates threads.
 *
 * <p>A <em>part</em> is a piece of a source that one worker reads by itself: a file of a folder, a
 * commit of a history, or a batch of fragments that come one by one.
 *
 * <pre>{@code
 * scanning thread               workers                      scanning thread
 *
 * Source --Fragment-> Run
 *        --Part-----> Run ---part--> PartScan --events--+
 *                      |             runs the Source    |
 *                      |             of the part and    |
 *                      |             WorkerDetectors    +--> queue ---> Delivery ---> ScanListener
 *                      |                                |    in the     drops what      findings,
 *                      +-----part--> PartScan --events--+    order of   is ignored,     skips,
 *                      |               |                |    the parts  counts          unread
 *                      |             pieces of a        |                 |
 *                      |             large part, to     |                 +---> ScanSummary
 *                      |             other workers      |
 *                      |                                |
 *                      +--PartSummary of an earlier scan+
 * }</pre>
 *
 * <ul>
 *   <li>Who reads: the scanning thread runs the source, which only lists parts; a worker runs the
 *       source of a part. A small scan, such as that of a hook, never starts a worker: the scanning
 *       thread reads its parts too.
 *   <li>Order: a {@code PartScan} keeps its results as events until all parts before it are
 *       delivered. The pieces of a large part come after its own events, in order.
 *   <li>Window: at most 16 parts for each thread are in flight; the scanning thread then delivers
 *       the first before it takes more from the source, so memory has a bound.
 *   <li>Keeping: after its delivery a part's keeper gets a {@code PartSummary}, which a later scan
 *       can push instead of the part, or null if the part has findings or unread files.
 * </ul>
 *
 * <p>May see {@code core.detect}, {@code core.finding}, {@code core.rule}, {@code core.source},
 * {@code core.text}.
 */
@NullMarked
package dev.weir.core.scan;

import org.jspecify.annotations.NullMarked;
