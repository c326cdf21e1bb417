/** Fetches known values from AWS Secrets Manager and SSM Parameter Store. */
@NullMarked
package dev.weir.known.aws;

import org.jspecify.annotations.NullMarked;
