/** A whole number as the server wants it; what is none goes as it was typed, and the server says what is wrong with it. */
export const whole = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : (text as unknown as number));
