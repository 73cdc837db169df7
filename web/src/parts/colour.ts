/** A colour of the theme that holds now, for what draws on a canvas. */
export const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
