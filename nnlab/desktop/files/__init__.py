"""Files in the window: opened, saved and asked about; pictures, worksheets and networks taken home or brought back."""
