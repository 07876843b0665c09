export const picturesEn = {
  story: 'What happened',
  next: 'What to do next',
  export: 'Take the picture along',
  copy: 'Copy',
  copied: 'Copied',
  copyTitle: 'Copy the picture as an image',
  svgTitle: 'Save the picture as SVG…',
  pngTitle: 'Save the picture as PNG…',
  pdfTitle: 'Save the message as a page (PDF): picture, what happened, log lines…',
  label: 'Pictures of the message',
  names: { diagram: 'Way', ladder: 'Ladder', waterfall: 'Waterfall' },
};
