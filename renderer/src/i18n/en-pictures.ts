export const picturesEn = {
  label: 'Pictures of the message',
  names: { diagram: 'Way', ladder: 'Ladder', waterfall: 'Waterfall' },
};
