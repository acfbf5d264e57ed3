// Endings of service principals by partition: the DNS suffixes in the AWS SDKs' partition files.
const endings: readonly string[] = [
  ".amazonaws.com.cn",
  ".amazonaws.com",
  ".amazonaws.eu",
  ".amazon.com",
  ".c2s.ic.gov",
  ".sc2s.sgov.gov",
  ".csp.hci.ic.gov",
  ".cloud.adc-e.uk",
];

const region = /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/;

/**
 * The service that a service principal means, such as `logs` for `logs.eu-west-1.amazonaws.com.cn`; undefined
 * when the text is no service principal of AWS.
 */
export function serviceName(principal: string): string | undefined {
  const text = principal.toLowerCase();
  const ending = endings.find((each) => text.endsWith(each));
  if (ending === undefined) return undefined;
  const labels = text.slice(0, -ending.length).split(".");
  const service = labels.filter((label) => !region.test(label)).join(".");
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(service) ? service : undefined;
}
