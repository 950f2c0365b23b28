/** The segment that named an order, and the order's number in it. */
export const orderIdParts = (id: string): [segment: string, number: number] => {
  const at = id.indexOf('-');
  return [id.slice(0, at), Number(id.slice(at + 1))];
};
