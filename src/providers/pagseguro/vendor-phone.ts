/** A phone that was wished for, as the vendor writes one: without the country, area code apart. */
export function vendorPhone(phone: string | undefined): { readonly area: string | undefined; readonly number: string | undefined } {
  const digits = phone?.replace(/\D/g, "").replace(/^55(?=\d{10,11}$)/, "");
  return { area: digits?.slice(0, 2), number: digits?.slice(2) };
}
