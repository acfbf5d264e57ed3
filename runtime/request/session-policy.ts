/** What a session may call: one service of the mesh, and of it these paths alone. */
export interface AllowedCalls {
  /** ARN of the called service of VPC Lattice. */
  readonly serviceArn: string;
  /** Paths as in the edge's operations, such as `/reason`; at least one, without wildcards. */
  readonly paths: readonly string[];
}

// Source: "IAM and AWS STS quotas", IAM User Guide: plain text of session policies, white space included.
const maxCharacters = 2048;

/**
 * The session policy for calls of an edge. A session may do what both it and the role allow: it stays with these
 * calls even where the role is given more.
 * @throws RangeError when it would allow other calls than meant, or is longer than STS accepts.
 */
export function sessionPolicy({ serviceArn, paths }: AllowedCalls): string {
  if (
    !/^arn:aws[a-z-]*:vpc-lattice:[a-z0-9-]+:\d{12}:service\/svc-[0-9a-z]{17}$/.test(serviceArn)
  ) {
    throw new RangeError("The called service is no ARN of a service of VPC Lattice.");
  }
  // In a resource of a policy, `*`, `?` and `$` would stand for more than themselves.
  if (paths.length === 0 || !paths.every((path) => /^\/[A-Za-z0-9/_.~-]*$/.test(path))) {
    throw new RangeError("A session needs exact paths that it may call.");
  }
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "vpc-lattice-svcs:Invoke",
        Resource: [...new Set(paths)].map((path) => `${serviceArn}${path}`),
      },
    ],
  });
  if (policy.length > maxCharacters) {
    throw new RangeError(
      `The session policy has ${String(policy.length)} characters; STS accepts ${String(maxCharacters)}.`,
    );
  }
  return policy;
}
