/**
 * Secrets in descriptions of infrastructure: states and plans of Terraform, and manifests of
 * Kubernetes.
 *
 * <p>May see {@code core.file}, {@code core.json}, {@code core.source}.
 */
@NullMarked
package dev.weir.document.infrastructure;

import org.jspecify.annotations.NullMarked;
