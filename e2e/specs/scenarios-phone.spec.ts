import { makeJourneys } from '../scenarios/journeys'

// What other journeys make at a desk already.
makeJourneys('phone')
