/** A number with the digits that a picture needs: nine draw the same as seventeen and take half the room. */
export const rounded = (value: number): number => Number(value.toPrecision(9));
