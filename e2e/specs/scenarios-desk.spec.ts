import { makeJourneys } from '../scenarios/journeys'

// What only a desk has: the dialog and the widget.
makeJourneys('desktop')
